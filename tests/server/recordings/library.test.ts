import { writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { deleteRecording, listRecordings } from '../../../server/recordings/library.ts';
import { openRecording, recordingFile } from '../../../server/recordings/open.ts';
import { newPlace, settings } from './fixture.ts';

test('a file that is no recording hides none that is one, and can be deleted', async () => {
  const place = await newPlace();
  onTestFinished(() => place.remove());
  const file = await place.file('gc_201312_ticks.csv', 'ts_ms_utc,price,qty\n1381104000276,1313.7,1\n');
  const recording = await openRecording(place.folder, file, settings);
  recording.close();
  const broken = '0123456789abcdef';
  writeFileSync(recordingFile(place.folder, broken), 'half of something');
  expect(listRecordings(place.folder).map(({ id, name }) => [id, name])).toEqual([
    [recording.id, 'gc_201312_ticks.csv'],
  ]);
  expect([deleteRecording(place.folder, broken), deleteRecording(place.folder, broken)]).toEqual([true, false]);
});
