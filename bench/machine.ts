import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Where numbers were measured, as far as it explains them. */
export function describeMachine(): string {
  const [processor] = cpus();
  const cores = `${String(cpus().length)} cores of ${processor?.model.trim() ?? 'an unknown processor'}`;
  const memory = `${(totalmem() / 1024 ** 3).toFixed(0)} GB`;
  return `${cores}, ${memory}, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

/** The installed versions of packages that the bench depends on: `name 1.2.3`. */
export function versionsOf(names: readonly string[]): string[] {
  return names.map((name) => {
    const manifest = new URL(`node_modules/${name}/package.json`, import.meta.url);
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return `${name} ${version}`;
  });
}
