import { ofType, type Template, type TemplateResource } from '@orderflow/stacks/template';

/** The parts of a state that the rules read. */
export interface State {
  Type: string;
  Next?: string;
  Default?: string;
  Choices?: { Next: string }[];
  Retry?: unknown[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
  [field: string]: unknown;
}
export interface Definition {
  StartAt: string;
  QueryLanguage?: string;
  States: Record<string, State>;
}

export const stateMachines = (template: Template) => ofType(template, 'AWS::StepFunctions::StateMachine');
export const definitionOf = ({ Properties }: TemplateResource) => Properties.Definition as Definition;

/** The states of every state machine that fail `holds`, by name. */
export function failing(template: Template, holds: (state: State) => boolean): string[] {
  return stateMachines(template).flatMap(([id, machine]) =>
    Object.entries(definitionOf(machine).States)
      .filter(([, state]) => !holds(state))
      .map(([name]) => `${id}.${name}`),
  );
}

/** Edits every state of a type. */
export const everyState =
  (type: string, edit: (state: State, name: string) => void) => (template: Template) => {
    for (const [, machine] of stateMachines(template)) {
      for (const [name, state] of Object.entries(definitionOf(machine).States)) {
        if (state.Type === type) edit(state, name);
      }
    }
  };

/** Edits every state machine. */
export const everyMachine = (edit: (machine: TemplateResource) => void) => (template: Template) => {
  for (const [, machine] of stateMachines(template)) {
    edit(machine);
  }
};
