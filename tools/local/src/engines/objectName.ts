/** S3's limit on a key, in bytes. */
const MAXIMUM_KEY_BYTES = 1_024;
/** File systems take 255 bytes a name; s3rver adds what it keeps there. */
const MAXIMUM_PIECE = 200;
/** Ends a piece of a name that goes on below. */
const GOES_ON = '+';
/** What s3rver keeps of an object, e.g. `x.csv._S3rver_metadata.json`. */
const SUFFIX = '._S3rver_';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const isTooLong = (key: string): boolean => Buffer.byteLength(key) > MAXIMUM_KEY_BYTES;

/**
 * The relative path under which an object lies in its bucket's folder, one for every key: `incoming/x.csv` as it is, and
 * what a file system could take for another path (`..`), or not at all (600 characters), in other letters.
 */
export const pathOf = (key: string): string => key.split('/').map(encode).join('/');

/** The key of such a path. */
export const keyOf = (path: string): string =>
  path.replaceAll(`${GOES_ON}/`, '').split('/').map(decode).join('/');

function encode(part: string): string {
  if (part === '') return '%';
  const plain = encodeURIComponent(part);
  const isPlain = plain.length <= MAXIMUM_PIECE && !/^\.\.?$/.test(plain) && !plain.includes(SUFFIX);
  const safe = isPlain ? plain : plain.replaceAll('.', '%2E');
  return (safe.match(new RegExp(`.{1,${MAXIMUM_PIECE}}`, 'g')) ?? []).join(`${GOES_ON}/`);
}

const decode = (part: string): string => (part === '%' ? '' : decodeURIComponent(part));
