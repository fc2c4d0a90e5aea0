import validate from 'asl-validator';
import { ApiError } from './errors.ts';

/** A retrier of a Task state. Absent fields have the defaults of the Amazon States Language. */
export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'NONE' | 'FULL';
}

export interface Catcher {
  ErrorEquals: string[];
  ResultPath?: string | null;
  Next: string;
}

/** A state. Fields that depend on its type are read where that type is played. */
export interface State {
  Type: 'Task' | 'Choice' | 'Wait' | 'Pass' | 'Succeed' | 'Fail';
  Next?: string;
  Retry?: Retrier[];
  Catch?: Catcher[];
  [field: string]: unknown;
}

/** @see https://states-language.net/spec.html */
export interface Definition {
  StartAt: string;
  States: Record<string, State>;
  TimeoutSeconds?: number;
  QueryLanguage?: string;
}

/** Supported types. Parallel and Map are not supported. */
const TYPES = ['Task', 'Choice', 'Wait', 'Pass', 'Succeed', 'Fail'];
const RESOURCE =
  /^arn:aws:(lambda:[^:]+:\d+:function:[^:]+|states:::(lambda:invoke|sqs:sendMessage)(\.waitForTaskToken)?)$/;

/**
 * Reads a definition in the Amazon States Language.
 *
 * @throws ApiError InvalidDefinition for an invalid definition, or one with unsupported features
 */
export function parseDefinition(text: string): Definition {
  const definition = parse(text);
  // The validator changes its argument.
  const { isValid, errorsText } = validate(structuredClone(definition));
  if (!isValid) throw invalid(errorsText('; '));
  const problems = Object.entries(definition.States).flatMap(([name, state]) =>
    unplayable({ QueryLanguage: definition.QueryLanguage, ...state }).map((problem) => `${name}: ${problem}`),
  );
  if (problems.length > 0) throw invalid(`not played locally: ${problems.join('; ')}`);
  return definition;
}

function unplayable({ Type, Resource, QueryLanguage, ...state }: State): string[] {
  return [
    ...(TYPES.includes(Type) ? [] : [`states of type ${Type}`]),
    ...(Type === 'Task' && !RESOURCE.test(String(Resource)) ? [`the resource ${Resource}`] : []),
    ...(QueryLanguage === 'JSONata' ? ['JSONata'] : []),
    ...('Assign' in state ? ['Assign'] : []),
  ];
}

function parse(text: string): Definition {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

function invalid(message: string): ApiError {
  return new ApiError('InvalidDefinition', `Invalid State Machine Definition: ${message}`);
}
