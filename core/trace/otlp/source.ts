import { attributesOf } from './any-value.ts';
import { type Fields, isFields, textOf } from './fields.ts';

/** The program that spans or logs came from. */
export interface Source {
  readonly service: string;
  /** What else is known of it, as far as a reader wants to see it. */
  readonly facts: readonly (readonly [name: string, value: unknown])[];
}

const shown =
  /^(service\.(namespace|version|instance\.id)|deployment\.environment(\.name)?|host\.name|process\.(pid|runtime\.(name|version)))$/;
const longestName = 100;

/** Reads the resource of a group of spans or logs. */
export function sourceOf(group: Fields): Source {
  const attributes = isFields(group.resource) ? attributesOf(group.resource) : new Map<string, unknown>();
  return {
    service: textOf(attributes.get('service.name')).slice(0, longestName) || 'unknown_service',
    facts: [...attributes].filter(([name]) => shown.test(name)),
  };
}

/** Libraries that instrument others say nothing about the program. */
const instruments = /(^|[./@])opentelemetry([./-]|$)/;

/** The part of a program that a scope names; empty where it names a library that observes it. */
export function partOf(group: Fields): string {
  const name = isFields(group.scope) ? textOf(group.scope.name).slice(0, longestName) : '';
  return instruments.test(name) ? '' : name;
}

/** `curves.fit`: the name of a span, qualified by its part of the program unless it is already; what is no name (`GET /orders`) stays as it is. */
export function qualifiedName(part: string, name: string): string {
  const short = name.slice(0, 200);
  return part === '' || short.startsWith(part) || /\s/.test(short) ? short : `${part}.${short}`;
}

/** A group that holds everything of a service: `order_router.http`, of the group that the rules give. */
export function groupOf(service: string, group: string): string {
  const root = service
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  const prefix = root === '' ? 'service' : root;
  return group === '' || group === prefix || group.startsWith(`${prefix}.`) ? group || prefix : `${prefix}.${group}`;
}
