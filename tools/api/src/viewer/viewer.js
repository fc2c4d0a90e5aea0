const form = document.querySelector('form');
const { sub, scope } = form.elements;
form.addEventListener('submit', (event) => event.preventDefault());

const spec = await (await fetch('/console/api/openapi.json')).json();
const operations = Object.values(spec.paths).flatMap((methods) => Object.values(methods));
const needed = operations.flatMap(({ security, description = '' }) => [
  ...(security?.[0]?.jwt ?? []),
  ...[...description.matchAll(/scope `([^`]+)`/g)].map(([, named]) => named),
]);
scope.value = [...new Set(needed)].sort().join(' ');

/** Adds a token of the local issuer to every call without one. */
async function authorized(request) {
  if (!request.url.includes('/console/')) {
    const query = new URLSearchParams({ sub: sub.value, scope: scope.value });
    const token = await (await fetch(`/local/token?${query}`)).text();
    request.headers.Authorization ??= `Bearer ${token}`;
  }
  return request;
}

window.SwaggerUIBundle({
  spec,
  dom_id: '#viewer',
  deepLinking: true,
  tryItOutEnabled: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  validatorUrl: null,
  requestInterceptor: authorized,
});
