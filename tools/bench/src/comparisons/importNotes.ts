/** Where the time goes if a goal is missed. */
export const WHY = {
  standIn: {
    ceiling:
      'where CPU is short, ours is as much slower than (c) as it needs more of it. Half of the difference is hashing, building and checking the order, the rest a larger item and what is kept to tell repeats. Sending is most of both; the notes say what was tried there. With 16 calls in flight ours is ahead of (c).',
  },
  local: {
    sequential:
      'the engine has no network that a put a row would wait for, so that even (c), which checks nothing, is not ten times as quick there.',
    ceiling:
      'the engine is what both wait for, in the one thread that works on its database: more calls in flight help neither. For each INSERT that must not overwrite it reads the descriptions of the table and of its stream from JSON again. Of 161 samples of that thread during an import (a profile by JFR, 2026-11-21), 36 were in the description of the stream, 33 in the schema of the table, 22 in the record for the stream and 5 in the insertion. Transactions of 100 cost twice as much on AWS and fail together.',
  },
  size: 'the large file is imported once, so the machine’s other work is in this; the CPU a row says whether the work itself grows with the file.',
};

/** What a reader must know about the import's numbers; a value that was measured once by hand has its date. */
export const notes: string[] = [
  'Imports are paced on purpose (docs/decisions/import-pace.md, so that they leave room for the HTTP path). This measures without that pace: one process, a chunk after the other; on AWS, chunks run side by side.',
  'Where the time goes (a CPU profile of 60,000 rows over the stand-in, 2026-11-21): of 88 µs of CPU a row, sending takes 57: 35 in the SDK (turning attributes into DynamoDB’s JSON, signing, its middleware, a log record that nobody reads) and 20 in Node’s HTTP client, 12 of them in the system call that writes to the socket. Hashing a row (its fingerprint and event id) takes 7, the garbage collector 7, batching 5, csv-parser 3.5, building the order 3, validation 1.',
  'A leaner request path was tried and not taken, because it is not several times as quick. CPU µs a row from the item to the answer, of 60,000 rows sent by 25 (2026-11-21, the machine busy): document client 78; plain client with ready attribute values 77; plain client with a ready JSON body put in before it is signed 46; the same with the answer read by JSON.parse 43; the SDK’s signer and HTTP handler alone, so without retries, endpoints and refreshed credentials, 32; node:http without even a signature 19, which is the floor. The ready body alone, with retries, endpoints and the signature of the SDK as they are, would save a third of the whole pipeline’s CPU: it is what to take when an import waits for its CPU, which at the deployed pace it does not. BatchWriteItem through the document client takes 58.',
  'A file of 1 GB is a comparison of its own, `pnpm bench gigabyte`; `pnpm test:large` takes a million rows through the whole system.',
];
