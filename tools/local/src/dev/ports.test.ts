import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { checkPorts } from './ports.ts';

test('a port in use is named with the part that needs it and the way out', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const uses = [{ port, part: 'S3' }];

  await expect(checkPorts(uses)).rejects.toThrow(
    `Already in use: port ${port} (needed by S3). Stop what listens there, or set ORDERFLOW_PORT`,
  );

  server.close();
  await once(server, 'close');
  await expect(checkPorts(uses)).resolves.toBeUndefined();
});
