import type { Tracer } from '../../../core/trace/port.ts';
import type { Analytics, RunRequest } from '../../analytics/port.ts';
import type { TradingDesk } from '../../desk/desk.ts';
import type { ChartPainter } from '../../export/charts.ts';
import type { Export } from '../../routes/notebooks.ts';
import type { NotebookStore } from '../../store/port.ts';
import { beginTraces, monitorMethods } from './methods.ts';

const aboutOrder = (id: string | undefined): string | undefined => id && `order ${id}`;

export function monitorDesk(tracer: Tracer, desk: TradingDesk): void {
  monitorMethods(tracer, desk, 'server/desk/desk.TradingDesk', {
    submit: { about: ({ clientOrderId }) => aboutOrder(clientOrderId) },
    submitSliced: { about: ({ clientOrderId }) => aboutOrder(clientOrderId) },
    cancel: { about: aboutOrder },
    replace: { about: aboutOrder },
    cancelAll: {},
    flatten: {},
    close: {},
    importFills: {},
    amend: {},
    settle: {},
    refuse: {},
    start: {},
    stop: {},
  });
  beginTraces(tracer, desk, ['submit', 'submitSliced', 'cancel', 'replace', 'refuse']);
}

const aboutQuery = ({ notebook, give }: RunRequest): string | undefined =>
  notebook && give ? `query ${notebook}/${give}` : undefined;

export function monitorAnalytics(tracer: Tracer, analytics: Analytics): void {
  monitorMethods(tracer, analytics, 'server/analytics/client.Analytics', {
    run: { about: aboutQuery },
    analyse: {},
    importRows: {},
    dropImport: {},
    forget: {},
  });
}

export function monitorStore(tracer: Tracer, store: NotebookStore): void {
  monitorMethods(tracer, store, 'server/store/store.NotebookStore', { list: {}, read: {}, save: {} });
}

export function monitorPainter(tracer: Tracer, painter: ChartPainter): void {
  monitorMethods(tracer, painter, 'server/export/charts.ChartPainter', { draw: {} });
}

export const monitoredExport = (tracer: Tracer, toExport: Export): Export =>
  tracer.monitor(toExport, { name: 'server/export/document.exportDocument', capture: { outputs: 'none' } });
