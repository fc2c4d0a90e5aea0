/**
 * Alarms on final outcomes, by their ids: a dead letter, a failed execution, an error response. Also on mails that
 * wait until somebody fixes something.
 */
const OUTCOMES = /(Depth|ServerErrors|Failed|HeldUp)Alarm$/;

/**
 * Outcomes on which no order, money, account or personal data depends: an API's errors, which the edge's alarm also
 * counts, schedules, whose next run makes up for a failed one, and figures. Consumers say it in consumers.yml.
 */
const LESSER = /^(HttpApiServerErrors|ScheduleFailuresDepth|ClicksStreamFailuresDepth)Alarm$/;

const CHOICES = {
  all: () => true,
  outcomes: (id) => OUTCOMES.test(id),
  vital: (id, isLesser) => OUTCOMES.test(id) && !isLesser,
  none: () => false,
};

/**
 * @param {string} choice `alarms` of params.yml
 * @returns {(id: string, isLesser?: boolean) => boolean} whether a stage with this choice has the alarm with this
 * logical id
 */
function chosen(choice) {
  const found = CHOICES[choice];
  if (!found) throw new Error(`alarms is one of ${Object.keys(CHOICES).join(', ')}, not "${choice}"`);
  return (id, isLesser = LESSER.test(id)) => found(id, isLesser);
}

module.exports = { chosen };
