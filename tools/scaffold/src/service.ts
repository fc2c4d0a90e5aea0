import { endpoint } from './endpoint.ts';
import { type Plan, parseName } from './plan.ts';

/**
 * A service with one endpoint, which can be deployed alone.
 *
 * @param name the folder's name, in lower case
 * @param sibling a service whose dependencies and development dependencies are copied
 * @throws Error when the name is invalid
 */
export function service(
  name: string,
  sibling: { dependencies: Record<string, string>; devDependencies: Record<string, string> },
): Plan {
  const first = endpoint(parseName(`${name}/${name}Status`), `GET /${name}`);
  const template = `services/${name}/serverless.yml`;
  const [entry, ...others] = first.insert;
  return {
    create: {
      ...first.create,
      [template]: `${head(name)}${entry?.text.replace(/^\n/, '')}`,
      [`services/${name}/package.json`]: packageJson(name, sibling),
    },
    insert: others,
  };
}

const head = (name: string) => {
  const shared = ['provider', 'package', 'plugins', 'custom'].map(
    (key) => `${key}: \${file(../../infrastructure/service.yml):${key}}\n`,
  );
  return `service: orderflow-${name}
frameworkVersion: "4"
configValidationMode: error

params: \${file(../../infrastructure/params.cjs)}
${shared.join('')}
functions:
`;
};

const packageJson = (name: string, { dependencies, devDependencies }: Parameters<typeof service>[1]) =>
  `${JSON.stringify(
    {
      name: `@orderflow/${name}`,
      version: '0.1.0',
      private: true,
      license: 'MIT',
      scripts: { deploy: 'serverless deploy', offline: 'serverless offline --stage local' },
      dependencies,
      devDependencies,
    },
    null,
    2,
  )}\n`;
