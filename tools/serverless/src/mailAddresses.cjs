/** Reserved domains: RFC 2606. */
const RESERVED = /(^|[@.])(example\.(com|net|org)|test|example|invalid|localhost)$/i;

/** Environment variables with a mail address, and the parameter of each. */
const ADDRESSES = { MAIL_SENDER: 'mailSender', REPORT_RECIPIENT: 'reportRecipient' };

/**
 * Refuses a stage that would send mails from or to a reserved address: SES would refuse them, and their recipients
 * would wait forever.
 *
 * @param environments the environment variables of its functions
 * @throws Error with one line
 */
function refuseReservedAddresses(stage, environments) {
  if (stage === 'local') return;
  for (const variables of environments) {
    for (const [variable, parameter] of Object.entries(ADDRESSES)) {
      const address = variables?.[variable];
      if (typeof address !== 'string' || !RESERVED.test(address.trim().replace(/>$/, ''))) continue;
      throw new Error(
        `stage ${stage} has ${address} as ${parameter}, an address that nobody can have (RFC 2606): set ${parameter} in infrastructure/params.yml, or with --param ${parameter}=ADDRESS`,
      );
    }
  }
}

/** The environment variables of a template's functions. */
const environmentsOf = ({ Resources }) =>
  Object.values(Resources).map(({ Properties }) => Properties?.Environment?.Variables);

module.exports = { environmentsOf, refuseReservedAddresses };
