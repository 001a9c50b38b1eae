import { map, retry, timeout, WorkflowContext } from '@slo/primitives';

await using context = WorkflowContext.script('check-links');

const check = timeout(async (url: string, { signal }) => {
  const { ok, status } = await fetch(url, { signal });
  if (!ok) throw new Error(`${url} answers ${status}`);
  return `✓ ${url}`;
}, '5s');

const checkAll = map(retry(check, { maxAttempts: 3, initialDelay: '100ms' }), {
  concurrency: 8,
  onError: 'collect',
});

for (const link of await checkAll.execute(process.argv.slice(2), context)) {
  console.log(link.status === 'fulfilled' ? link.value : `✗ ${String(link.reason)}`);
}
