import { expect, test } from '@jest/globals';
import { secrets } from './secrets.ts';

process.env['PROVIDER_SECRET'] = 'orderflow-test-provider';

function store(...texts: string[]) {
  const asked: unknown[] = [];
  const send = async ({ input }: { input: unknown }) => {
    asked.push(input);
    return { SecretString: texts[Math.min(asked.length, texts.length) - 1] };
  };
  return { sdk: { send } as unknown as Parameters<typeof secrets>[0], asked };
}

const secret = (apiKey: string) => ({ apiKey, webhookSecrets: ['whsec_1'] });

test('a secret is read once in five minutes, so that one that was replaced counts soon', async () => {
  let now = 0;
  const { sdk, asked } = store(JSON.stringify(secret('sk_1')), JSON.stringify(secret('sk_2')));
  const read = secrets(sdk, () => now);
  expect(await read()).toEqual(secret('sk_1'));
  now = 299_999;
  expect(await read()).toEqual(secret('sk_1'));
  now = 300_000;
  expect(await read()).toEqual(secret('sk_2'));
  expect(asked).toEqual(Array(2).fill({ SecretId: 'orderflow-test-provider' }));
});

test.each(['sk_live_not_json', '{"apiKey":"sk_live_1"}', '{"apiKey":"","webhookSecrets":[]}'])(
  'what is no secret of this kind is refused, without a word of it',
  async (text) => {
    const error = await secrets(store(text).sdk)().catch((one: Error) => one);
    expect(error).toMatchObject({ name: 'ValidationError' });
    expect(JSON.stringify(error)).not.toContain('sk_live');
  },
);
