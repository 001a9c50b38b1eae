import type { Shape } from './shape.ts';

/** What the paths of the leaves of a flow look like. */
export function pathPattern(id: string, shape: Shape): RegExp {
  return new RegExp(`^${id}${within(shape)}$`);
}

/** The part of the paths that the shape itself and what is in it add. */
function within(shape: Shape): string {
  if (shape.kind === 'leaf') return '';
  const { children } = shape;
  const [first] = children;
  const labelled = (label: string): string => part(label) + nameAnd(first);
  const each = (label: (index: number) => string): string =>
    `(?:${children.map((child, index) => part(label(index)) + nameAnd(child)).join('|')})`;
  switch (shape.kind) {
    case 'sequential':
      return `(?:${children.map(nameAnd).join('|')})`;
    case 'lambda':
      return within(first);
    case 'fallback':
    case 'saga':
      return each((index) => `${shape.kind}\\[${index}\\]`);
    case 'conditional':
      return each((index) => (index === 0 ? 'conditional.then' : 'conditional.else'));
    case 'router':
      return each((index) => `router.${index}`);
    case 'parallel':
      return each((index) => (shape.named ? `parallel.${index}` : `parallel\\[${index}\\]`));
    case 'map':
      return labelled('map\\[[0-2]\\]');
    case 'mapStream':
      return part('gather') + labelled('mapStream\\[[0-2]\\]');
    case 'retry':
      return labelled(`retry [1-${shape.maxAttempts}]/${shape.maxAttempts}`);
    case 'hedge':
      return labelled('hedge [12]/2');
    default:
      return labelled(shape.kind);
  }
}

function nameAnd(shape: Shape): string {
  if (shape.kind === 'leaf') return part('leaf');
  return (shape.kind === 'lambda' ? part('named') : '') + within(shape);
}

function part(label: string): string {
  return ` › ${label}`;
}
