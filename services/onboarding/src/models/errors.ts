import { MailRefusedError } from '@orderflow/mail';

/**
 * An error that no retry would change. Step Functions knows an error by its name. The errors that onboarding.asl.json
 * names are here (and MailRefusedError in packages/mail). Any other error of a step is retried. The execution's history
 * keeps the texts of errors, so they name nobody.
 */
abstract class FinalError extends Error {
  abstract override readonly name: string;
}

/** True if no retry would change the error. */
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
