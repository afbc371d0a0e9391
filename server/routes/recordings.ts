import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { parseDay } from '../../core/calendar/business-day.ts';
import { zoneOf } from '../../core/calendar/session.ts';
import type { RecordingInfo } from '../../core/replay/recording.ts';
import { recordingList, recordingPreviewPart } from '../../views/parts/recording-list.ts';
import type { ShownRecording } from '../../views/recording-list.ts';
import { recordingsPage } from '../../views/recordings.ts';
import { recordingFormats } from '../recordings/formats/index.ts';
import { dateInput, fileInput } from '../recordings/input.ts';
import { type InstrumentSettings, registryAt } from '../recordings/instruments.ts';
import { deleteRecording, listRecordings } from '../recordings/library.ts';
import { keepRecording, paperRecord, previewRecording } from '../recordings/open.ts';
import { recordedDates } from '../recordings/own-record.ts';
import { infoJson, keptJson } from '../recordings/recording-json.ts';
import { sourceOfBytes } from '../recordings/source.ts';
import { appearance } from './appearance.ts';
import type { PageDeps } from './deps.ts';
import { RequestProblem } from './errors.ts';
import { surroundings } from './page-model.ts';
import { refuse, wantsPiece } from './replies.ts';
import { uploadedFile, uploadMegabytes, uploadName } from './uploaded-file.ts';

export interface RecordingDeps {
  readonly dataFolder: string;
  readonly settings: InstrumentSettings;
  /** Whether `/api/replay/open` is there to play one. */
  readonly canPlay: boolean;
  /** The id of the one that is played now. */
  readonly played: string | undefined;
}

const terms = z.strictObject({
  file: z.string().regex(uploadName, 'is no name of a file: send its last part, such as gc_201312.csv.gz'),
  instrument: z.string().trim().max(32).optional(),
  keepGood: z.literal('1').optional(),
});

/** Recorded markets: the page, what a file is, keeping and deleting. */
export function recordingRoutes(pages: PageDeps, { dataFolder, settings, canPlay, played }: RecordingDeps): Hono {
  const routes = new Hono();
  routes.onError((thrown, context) => refuse(context, thrown));

  const requested = async (context: Context) => {
    const parsed = terms.safeParse(context.req.query());
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'address'}: ${message}`);
      throw new RequestProblem(400, `The file cannot be read: ${problems.join('; ')}.`);
    }
    const { file, instrument, keepGood } = parsed.data;
    const content = await uploadedFile(context, 'Read it with deskbook replay FILE, which has no limit.');
    const options = { ...settings, instrument, keepGood: keepGood !== undefined };
    return { options, input: await fileInput(sourceOfBytes(file, content), options) };
  };
  const zoneOfInfo = ({ instruments, from }: RecordingInfo): string => {
    const [first = ''] = instruments;
    return zoneOf(registryAt(settings, from).find(first)?.session ?? 'utc');
  };
  const shown = (): readonly ShownRecording[] =>
    listRecordings(dataFolder).map(({ bytes, kept: _, ...info }) => ({ info, bytes, zone: zoneOfInfo(info) }));
  const kept = (context: Context, recording: RecordingInfo & { close(): void }) => {
    recording.close();
    if (wantsPiece(context)) return context.body(null, 204, { 'HX-Redirect': '/recordings' });
    return context.json(infoJson(recording), 201);
  };

  routes.get('/recordings', async (context) => {
    const model = {
      recordings: shown(),
      dates: recordedDates(dataFolder, paperRecord),
      formats: recordingFormats.map(({ about }) => about),
      megabytes: uploadMegabytes,
      canPlay,
    };
    return context.html(recordingsPage(model, await surroundings(pages), appearance(context)));
  });

  routes.get('/api/recordings', (context) => context.json(listRecordings(dataFolder).map(keptJson)));

  routes.post('/api/recordings/preview', async (context) => {
    const { input } = await requested(context);
    const prepared = await previewRecording(dataFolder, input);
    const { info, about, rows, bad, badCount, known } = prepared;
    if (!wantsPiece(context)) return context.json({ recording: infoJson(info), about, rows, bad, badCount, known });
    return context.html(recordingPreviewPart({ ...prepared, zone: zoneOfInfo(info) }));
  });

  routes.post('/api/recordings', async (context) => {
    const { input, options } = await requested(context);
    return kept(context, await keepRecording(dataFolder, input, options));
  });

  routes.post('/api/recordings/dates/:date', async (context) => {
    const date = parseDay(context.req.param('date'));
    if (!date) throw new RequestProblem(400, `${context.req.param('date')} is no day: write it as 2026-11-20.`);
    return kept(context, await keepRecording(dataFolder, dateInput(dataFolder, date, paperRecord, settings), settings));
  });

  routes.delete('/api/recordings/:id', (context) => {
    const id = context.req.param('id');
    if (id === played)
      throw new RequestProblem(409, 'This recording is being played.', 'Go back to the paper market first.');
    if (!deleteRecording(dataFolder, id)) throw new RequestProblem(404, `There is no recording ${id}.`);
    return wantsPiece(context) ? context.html(recordingList(shown(), canPlay)) : context.json({ deleted: id });
  });

  return routes;
}
