/**
 * Alarms on final outcomes, by their ids: a dead letter, a failed execution, an error response. Also on mails that
 * wait until somebody fixes something.
 */
const OUTCOMES = /(Depth|ServerErrors|Failed|HeldUp)Alarm$/;

/**
 * Outcomes that somebody sees anyway (an API's errors, which the edge's alarm also counts, or an undo that does not end),
 * that the next run makes up for, or that concern only figures and notices.
 */
const LESSER =
  /^(HttpApiServerErrors|UndoChunksDlqDepth|PaymentChecksDlqDepth|ScheduleFailuresDepth|AnalyticsDlqDepth|ClicksStreamFailuresDepth|BuyerMailsDlqDepth)Alarm$/;

const CHOICES = {
  all: () => true,
  outcomes: (id) => OUTCOMES.test(id),
  vital: (id) => OUTCOMES.test(id) && !LESSER.test(id),
  none: () => false,
};

/**
 * @param {string} choice `alarms` of params.yml
 * @returns {(id: string) => boolean} whether a stage with this choice has the alarm with this logical id
 */
function chosen(choice) {
  const found = CHOICES[choice];
  if (!found) throw new Error(`alarms is one of ${Object.keys(CHOICES).join(', ')}, not "${choice}"`);
  return found;
}

module.exports = { chosen };
