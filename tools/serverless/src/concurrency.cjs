/** Reserves a part of the account's concurrency for every HTTP function, which is then also its maximum. */
function reserve({ Resources }, { reservedConcurrency }) {
  if (reservedConcurrency === 0) return;
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type !== 'AWS::ApiGatewayV2::Integration') continue;
    const functionId = Properties.IntegrationUri['Fn::GetAtt'][0];
    Resources[functionId].Properties.ReservedConcurrentExecutions = reservedConcurrency;
  }
}

module.exports = { reserve };
