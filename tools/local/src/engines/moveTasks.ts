import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** The part of a fauxqs queue that moving needs. */
interface Queue {
  arn: string;
  attributes: Record<string, string>;
  /** Messages that can be received now, the oldest first. */
  messages: Message[];
  persistence?: { deleteMessage(messageId: string): void };
  enqueue(message: Message): void;
  /** Makes messages receivable whose delay or visibility timeout is over. */
  processTimers(): void;
}

interface Message {
  messageId: string;
  body: string;
  messageAttributes: object;
}

interface Store {
  allQueues(): Iterable<Queue>;
  getQueueByArn(arn: unknown): Queue | undefined;
}

type Action = (body: Record<string, unknown>, store: Store) => object;

/** What this file takes from fauxqs. */
interface Parts {
  /** Makes a new message, with an id and a time of its own. */
  createMessage(body: string, messageAttributes: object): Message;
  /** An error of the SQS API. */
  fail(code: string, message: string): Error;
}

interface Task {
  TaskHandle: string;
  Status: 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';
  SourceArn: string;
  DestinationArn: string;
  MaxNumberOfMessagesPerSecond?: number;
  ApproximateNumberOfMessagesMoved: number;
  ApproximateNumberOfMessagesToMove: number;
  /** In milliseconds since the epoch. */
  StartedTimestamp: number;
  /** Of a task that FAILED. */
  FailureReason?: string;
}

const HIGHEST_RATE = 500;
const TASKS_KEPT = 10;

/**
 * SQS's redrive of a whole dead-letter queue, which fauxqs lacks. As on AWS, it runs in the background, with one task per
 * queue at a time. It moves the messages that the DLQ held at the start; each becomes a new message.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export function moveTasks({ createMessage, fail }: Parts): Record<string, Action> {
  const tasks: Task[] = [];
  const refuse = (message: string) => fail('InvalidParameterValue', message);
  const find = (store: Store, parameter: string, arn: unknown) => {
    const queue = store.getQueueByArn(arn);
    if (queue) return queue;
    const message = `The resource that you specified for the ${parameter} parameter doesn't exist.`;
    throw fail('ResourceNotFoundException', message);
  };

  const move = async (task: Task, from: Queue, to: Queue) => {
    while (task.Status === 'RUNNING') {
      const message = from.messages.shift();
      if (message) {
        to.enqueue(createMessage(message.body, message.messageAttributes));
        from.persistence?.deleteMessage(message.messageId);
        task.ApproximateNumberOfMessagesMoved += 1;
      }
      const isOver = task.ApproximateNumberOfMessagesMoved >= task.ApproximateNumberOfMessagesToMove;
      if (!message || isOver) task.Status = 'COMPLETED';
      else await sleep(1000 / (task.MaxNumberOfMessagesPerSecond ?? HIGHEST_RATE));
    }
    if (task.Status === 'CANCELLING') task.Status = 'CANCELLED';
  };

  return {
    StartMessageMoveTask({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: rate }, store) {
      const from = find(store, 'SourceArn', SourceArn);
      const sources = [...store.allQueues()].filter((queue) => feeds(queue, from));
      if (!sources[0]) throw refuse('Source queue must be configured as a Dead Letter Queue.');
      const to = DestinationArn === undefined ? sources[0] : find(store, 'DestinationArn', DestinationArn);
      if (rate !== undefined && !(Number(rate) >= 1 && Number(rate) <= HIGHEST_RATE)) {
        throw refuse(`MaxNumberOfMessagesPerSecond must be from 1 to ${HIGHEST_RATE}`);
      }
      if (tasks.some((task) => task.SourceArn === from.arn && /(RUNN|CANCELL)ING/.test(task.Status))) {
        throw refuse(
          'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
        );
      }
      from.processTimers();
      const task: Task = {
        TaskHandle: randomUUID(),
        Status: 'RUNNING',
        SourceArn: from.arn,
        DestinationArn: to.arn,
        ...(rate === undefined ? {} : { MaxNumberOfMessagesPerSecond: Number(rate) }),
        ApproximateNumberOfMessagesMoved: 0,
        ApproximateNumberOfMessagesToMove: from.messages.length,
        StartedTimestamp: Date.now(),
      };
      tasks.unshift(task);
      move(task, from, to).catch(({ message }: Error) =>
        Object.assign(task, { Status: 'FAILED', FailureReason: message }),
      );
      return { TaskHandle: task.TaskHandle };
    },

    ListMessageMoveTasks({ SourceArn, MaxResults = 1 }, store) {
      const { arn } = find(store, 'SourceArn', SourceArn);
      const newest = tasks.filter((task) => task.SourceArn === arn).slice(0, TASKS_KEPT);
      return { Results: newest.slice(0, Number(MaxResults)).map(listed) };
    },

    CancelMessageMoveTask({ TaskHandle }) {
      const task = tasks.find((one) => one.TaskHandle === TaskHandle && one.Status === 'RUNNING');
      if (!task) throw fail('ResourceNotFoundException', 'Task does not exist.');
      task.Status = 'CANCELLING';
      return { ApproximateNumberOfMessagesMoved: task.ApproximateNumberOfMessagesMoved };
    },
  };
}

/** Only a running task is listed with its handle. */
const listed = ({ TaskHandle, ...task }: Task) =>
  task.Status === 'RUNNING' ? { TaskHandle, ...task } : task;

const feeds = ({ attributes: { RedrivePolicy } }: Queue, dlq: Queue): boolean =>
  RedrivePolicy !== undefined && JSON.parse(RedrivePolicy).deadLetterTargetArn === dlq.arn;
