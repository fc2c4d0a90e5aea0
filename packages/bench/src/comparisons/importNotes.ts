/** Where the time goes when a goal is missed. */
export const WHY = {
  standIn:
    'where CPU is short, ours is as much slower than (c) as it needs more of it. Half of the difference is hashing, building and checking the order, the rest a larger item and what is kept to tell repeats. Sending is most of both; the notes say what was tried there. With 16 calls in flight ours is ahead of (c).',
  local:
    'the engine is what both wait for: it takes three to four times as long for an INSERT that must not overwrite as for a BatchWriteItem that may, and has no network that a put a row would wait for.',
  size: 'each size runs once, so the spread of the rounds above is in this; the CPU a row says whether the work itself grows with the file.',
};

/** What a reader has to know about the import's numbers; what was measured once, by hand, has its date. */
export const notes: string[] = [
  'Imports are paced on purpose (ROWS_PER_SECOND in services/ingestion/serverless.yml, so that they leave room for the HTTP path). This measures without that pace: one process, a chunk after the other; on AWS, chunks run side by side.',
  'Where the time goes (a CPU profile of 60,000 rows over the stand-in, 2026-11-21): of 88 µs of CPU a row, sending takes 57: 35 in the SDK (turning attributes into DynamoDB’s JSON, signing, its middleware, a log record that nobody reads) and 20 in Node’s HTTP client, 12 of them in the system call that writes to the socket. Hashing a row (its fingerprint and event id) takes 7, the garbage collector 7, batching 5, csv-parser 3.5, building the order 3, validation 1.',
  'A leaner request path was tried and not taken, because it is not several times as quick. CPU µs a row from the item to the answer, of 60,000 rows sent by 25 (2026-11-21, the machine busy): document client 78; plain client with ready attribute values 77; plain client with a ready JSON body put in before it is signed 46; the same with the answer read by JSON.parse 43; the SDK’s signer and HTTP handler alone, so without retries, endpoints and refreshed credentials, 32; node:http without even a signature 19, which is the floor. The ready body alone, with retries, endpoints and the signature of the SDK as they are, would save a third of the whole pipeline’s CPU: it is what to take when an import waits for its CPU, which at the deployed pace it does not. BatchWriteItem through the document client takes 58.',
  'For a file of any size there is the script that this runs, services/ingestion/bench/import.ts (10,000,000 rows are 1 GB), and `pnpm test:large` for a million rows through the whole system.',
];
