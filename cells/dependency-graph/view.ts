import type { Tag } from '../kind.ts';
import { callsText, countText, cut, failedText, figuresText, lengthText } from './figure-text.ts';
import { lists } from './lists.ts';
import type { Look } from './look.ts';
import { openedPanel } from './opened.ts';
import { headPath, labelPlace, margin, type Picture, pictureOf, size, strokeOf, wayPath } from './picture.ts';
import type { GraphEdge, GraphNode, GraphProps, GraphValue } from './schema.ts';

/*
 * Classes, styled in style.css: .graph holds .graph-stage (the picture, the corner with numbers, and the buttons) and .graph-lists, the same as tables.
 * Ways and nodes are nested <svg>, since a template that is not an element of HTML has no namespace of its own: .way (.back .fails .near .aside),
 * .node (.fails .idle .near .aside). Below 0.7 pixels a unit the picture is .far: short names, large.
 */

/** Ways that keep their figures beside them without crowding. */
const labeled = 24;
const far = 0.7;
/** Signs that fit a box, near and far. */
const signs = { near: 27, far: 17 } as const;

interface Drawn {
  readonly value: GraphValue;
  readonly picture: Picture;
  readonly look: Look;
  /** Places of nodes that the pointed one calls, is called by, and itself; undefined where none is pointed at. */
  readonly neighbors: ReadonlySet<number> | undefined;
  readonly mostCalls: number;
}

const classes = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ');

function way<T>(html: Tag<T>, edge: GraphEdge, index: number, drawn: Drawn): unknown {
  const placed = drawn.picture.edges[index];
  if (placed === undefined) return '';
  const { look, value, mostCalls } = drawn;
  const [calls, errors, , p95] = edge.figures;
  const fails = errors > 0;
  const near = look.pointed === edge.from || look.pointed === edge.to;
  const path = wayPath(placed);
  const width = strokeOf(calls, mostCalls);
  const failing = fails
    ? html`<svg overflow="visible"><path class="failing" d="${path}" stroke-width="${Math.max(1, Math.round(width * (errors / Math.max(1, calls)) * 10) / 10)}"></path></svg>`
    : '';
  const [x, y] = labelPlace(placed);
  const told = near || value.edges.length <= labeled;
  const label = told
    ? html`<svg overflow="visible" x="${x}" y="${y}"><text text-anchor="middle">${`${countText(calls)} · ${lengthText(p95)}`}</text></svg>`
    : '';
  return html`<svg class="${classes('way', placed.back && 'back', fails && 'fails', calls === 0 && 'idle', near && 'near', drawn.neighbors !== undefined && !near && 'aside')}" overflow="visible"><path class="line" d="${path}" stroke-width="${width}"></path>${failing}<path class="head" d="${headPath(placed, fails)}"></path>${label}</svg>`;
}

function node<T>(html: Tag<T>, { name, short, figures }: GraphNode, index: number, drawn: Drawn): T {
  const { x, y } = drawn.picture.layout.nodes[index] ?? { x: 0, y: 0 };
  const [calls, errors, , p95] = figures;
  const share = errors / Math.max(1, calls);
  const { look, neighbors } = drawn;
  const near = neighbors?.has(index);
  const state = classes(
    'node',
    errors > 0 && 'fails',
    calls === 0 && 'idle',
    near && 'near',
    neighbors !== undefined && !near && 'aside',
    look.pointed === index && 'pointed',
    look.opened === index && 'opened',
  );
  const under = calls === 0 ? 'no call ended' : `${callsText(calls)} · p95 ${lengthText(p95)}`;
  const last = short.slice(short.lastIndexOf('.') + 1);
  const words =
    (look.scale ?? 1) < far ? cut(short.length <= signs.far ? short : last, signs.far) : cut(short, signs.near);
  const bar = errors > 0 ? Math.max(3, Math.round((size.width - 2) * share)) : 0;
  return html`<svg class="${state}" x="${x}" y="${y}" width="${size.width}" height="${size.height}" overflow="visible" tabindex="0" role="button" data-node="${index}" aria-label="${`${name}: ${figuresText(figures)}`}"><rect width="${size.width}" height="${size.height}" rx="2"></rect><rect class="share" x="1" y="${size.height - 4}" width="${bar}" height="3"></rect><text class="name" x="9" y="17">${words}</text><text class="figures" x="9" y="32">${under}</text><text class="mark" x="${size.width - 9}" y="32" text-anchor="end">${errors > 0 ? '▲' : ''}</text></svg>`;
}

function neighborsOf({ edges }: GraphValue, pointed: number | undefined): ReadonlySet<number> | undefined {
  if (pointed === undefined) return undefined;
  const near = edges.filter(({ from, to }) => from === pointed || to === pointed);
  return new Set([pointed, ...near.flatMap(({ from, to }) => [from, to])]);
}

/** Always as many lines, so that nothing moves. */
function corner<T>(html: Tag<T>, value: GraphValue, props: GraphProps, pointed: number | undefined): T {
  const found = pointed === undefined ? undefined : value.nodes[pointed];
  if (found === undefined) {
    const things = props.by === 'group' ? 'groups' : 'processes';
    const { nodes, edges, alone } = value.leftOut;
    const fewest = [nodes > 0 && `${nodes} ${things}`, edges > 0 && `${edges} ways`].filter(Boolean).join(' and ');
    const single = alone === 0 ? '' : `; ${alone} more call nothing and are called by nothing`;
    const left = (fewest === '' ? '' : `; ${fewest} that were called least are left out`) + single;
    const of = value.source === 'live' ? 'this console, live' : 'all programs, from the trace store';
    return html`<div class="graph-corner"><p><b>${value.nodes.length} ${things}, ${value.edges.length} ${value.edges.length === 1 ? 'way' : 'ways'}</b> <span class="weak">last ${props.last} of ${of}${left}</span></p><p class="weak">Point at one, or walk with <kbd>Tab</kbd>, for its numbers; <kbd>Enter</kbd> opens it.</p></div>`;
  }
  const [calls, errors] = found.figures;
  const named = (index: number): string => value.nodes[index]?.short ?? '';
  const callers = value.edges
    .filter(({ to, from }) => to === pointed && from !== pointed)
    .map(({ from }) => named(from));
  const callees = value.edges.filter(({ from, to }) => from === pointed && to !== pointed).map(({ to }) => named(to));
  const itself = value.edges.some(({ from, to }) => from === pointed && to === pointed) ? '; it calls itself' : '';
  const failed = errors > 0 ? html` <span class="failed">▲ ${failedText(found.figures)}</span>` : '';
  const list = (names: readonly string[]): string => (names.length === 0 ? 'nobody' : names.join(', '));
  return html`<div class="graph-corner"><p><b>${found.name}</b> <span class="weak">${found.group === found.name ? '' : found.group}</span>${failed}</p><p class="weak" title="${`Called by ${list(callers)}. Calls ${list(callees)}${itself}.`}">${calls === 0 ? 'no call ended' : figuresText([calls, 0, ...restOf(found.figures)])}; called by ${list(callers)}; calls ${list(callees)}${itself}</p></div>`;
}

const restOf = ([, , p50, p95, p99, max]: GraphNode['figures']): [number, number, number, number] => [
  p50,
  p95,
  p99,
  max,
];

function buttons<T>(html: Tag<T>, { near }: Look): unknown {
  if (near !== true) return '';
  const button = (action: string, sign: string, title: string): T =>
    html`<button type="button" data-action="${action}" title="${title}" aria-label="${title}">${sign}</button>`;
  return html`<div class="graph-buttons">${button('nearer', '+', 'Nearer (+)')}${button('farther', '−', 'Farther (-)')}${button('all', '□', 'All of it (0)')}</div>`;
}

function opened<T>(html: Tag<T>, value: GraphValue, look: Look): unknown {
  const found = look.opened === undefined ? undefined : value.nodes[look.opened];
  return found === undefined ? '' : openedPanel(html, found, look.calls);
}

export function view<T>(html: Tag<T>, value: GraphValue, props: GraphProps, look: Look = {}): T {
  if (value.state !== 'graph') return html`<p class="graph-empty">${value.reason}</p>`;
  const picture = pictureOf(value);
  const mostCalls = Math.max(1, ...value.edges.map(({ figures }) => figures[0]));
  const drawn: Drawn = { value, picture, look, mostCalls, neighbors: neighborsOf(value, look.pointed) };
  const [width, height] = [picture.layout.width + 2 * margin, picture.layout.height + 2 * margin];
  const box = look.box ?? { x: -margin, y: -margin, width, height };
  const [shownWidth, shownHeight] = look.box === undefined ? [width, height] : ['100%', '100%'];
  const things = props.by === 'group' ? 'groups' : 'processes';
  return html`<div class="graph"><div class="graph-stage"><svg class="${classes('graph-picture', (look.scale ?? 1) < far && 'far')}" viewBox="${`${box.x} ${box.y} ${box.width} ${box.height}`}" width="${shownWidth}" height="${shownHeight}" role="group" aria-label="${`Who calls whom: ${value.nodes.length} ${things}. The lists below say the same.`}">${value.edges.map((each, index) => way(html, each, index, drawn))}${value.nodes.map((each, index) => node(html, each, index, drawn))}</svg>${buttons(html, look)}${opened(html, value, look)}</div>${corner(html, value, props, look.pointed)}${lists(html, value, props)}</div>`;
}

export const caption = ({ state, nodes, edges }: GraphValue): string =>
  state === 'graph' ? `${edges.length} ways between ${nodes.length}` : '';
