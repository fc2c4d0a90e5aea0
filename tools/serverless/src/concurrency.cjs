/** Reserves a part of the account's concurrency for every HTTP function, which is then also its maximum. */
function reserve({ Resources }, { reservedConcurrency }) {
  if (reservedConcurrency === 0) return;
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type !== 'AWS::ApiGatewayV2::Integration') continue;
    const functionId = Properties.IntegrationUri['Fn::GetAtt'][0];
    Resources[functionId].Properties.ReservedConcurrentExecutions = reservedConcurrency;
  }
}

/**
 * Removes the maximum concurrency of functions that read queues. Lambda polls an idle queue with five pollers, and
 * reduces them to two only without a maximum.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
function uncap(functions, { uncapped }) {
  for (const name of uncapped) {
    for (const { sqs } of functions[name]?.events ?? []) delete sqs?.maximumConcurrency;
  }
}

module.exports = { reserve, uncap };
