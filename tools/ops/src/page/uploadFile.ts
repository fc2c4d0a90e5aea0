import { read } from './client.ts';

const PIECE_BYTES = 4 * 1024 * 1024;

/** Uploads a file piece by piece. @throws Error with the server's message. */
export async function uploadFile(
  importId: string,
  file: Blob,
  onProgress: (bytes: number) => void,
): Promise<void> {
  let offset = 0;
  // An empty file is uploaded, too: the import then reports the error.
  do {
    const piece = file.slice(offset, offset + PIECE_BYTES);
    const query = new URLSearchParams({ id: importId, offset: String(offset), size: String(file.size) });
    await read(
      await fetch(`/console/api/upload?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: piece,
      }),
    );
    offset += piece.size;
    onProgress(offset);
  } while (offset < file.size);
}
