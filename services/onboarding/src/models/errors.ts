import { MailRefusedError } from '@orderflow/mail';

/**
 * What no repeat would change. Step Functions knows an error by its name: those in onboarding.asl.json stand here (and
 * MailRefusedError in packages/mail), and what else a step throws is tried again. Their texts are kept in the execution's history, so they name nobody.
 */
abstract class FinalError extends Error {
  abstract override readonly name: string;
}

/** Whether no repeat would change an error. */
export const isFinal = (error: unknown): error is Error =>
  error instanceof FinalError || error instanceof MailRefusedError;

/** There is no such user. */
export class UnknownUserError extends FinalError {
  override readonly name = 'UnknownUserError';
}

/** The user's onboarding has ended. */
export class NotOnboardingError extends FinalError {
  override readonly name = 'NotOnboardingError';
}

/** This user can have no workspace. */
export class WorkspaceRefusedError extends FinalError {
  override readonly name = 'WorkspaceRefusedError';
}
