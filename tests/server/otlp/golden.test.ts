import { expect, it } from 'vitest';
import { readTraces } from '../../../core/trace/otlp/read-traces.ts';
import { decodeMessage } from '../../../server/otlp/protobuf.ts';
import { keeping } from '../../core/trace/otlp/keeping.ts';

/** An `ExportTraceServiceRequest` as the `opentelemetry-proto` package of Python writes it, with fields that nothing here reads. */
const written = [
  '0add030a160a140a0c736572766963652e6e616d6512040a02707912bf030a3a0a236f70656e74656c656d657472792e696e737472756d656e74',
  '6174696f6e2e666c61736b1201311a100a0161120b18fbffffffffffffffff011280030a100102030405060708090a0b0c0d0e0f101208010203',
  '04050607081a03613d622a06474554202f783002390060d5f10ebf7918416043ecf10ebf79184a120a036e6567120b18fbffffffffffffffff01',
  '4a0e0a0164120921000000000000f43f4a070a0162120210004a0e0a05627974657312053a036162634a120a03617272120b2a090a030a01780a',
  '0218024a200a026b76121a32180a160a0870617373776f7264120a0a087a7a7365637265744a0b0a05656d70747912020a005a9801090060d5f1',
  '0ebf79181209657863657074696f6e1a1c0a0e657863657074696f6e2e74797065120a0a084b65794572726f721a640a14657863657074696f6e',
  '2e737461636b7472616365124c0a4a54726163656261636b20286d6f737420726563656e742063616c6c206c617374293a0a202046696c652022',
  '612e7079222c206c696e6520312c20696e20660a4b65794572726f723a20316a1c0a100000000000000000000000000000000012080000000000',
  '0000007a0218028501010100001a0178',
].join('');

it('reads what another implementation of Protobuf wrote', async () => {
  const [item] = [
    ...readTraces(await decodeMessage('ExportTraceServiceRequest', Buffer.from(written, 'hex')), keeping),
  ];
  if (item === undefined || 'refused' in item) throw new Error(item?.refused ?? 'nothing came');
  expect(item.process).toMatchObject({
    process: 'py/GET /x',
    status: 'ERR',
    exception: 'Traceback (most recent call last):\n  File "a.py", line 1, in f\nKeyError: 1',
    start_ts_us: 1763650800000000,
    duration_ms: 1.5,
    trace_id: '0102030405060708090a0b0c0d0e0f10',
    span_id: '0102030405060708',
    parent_span_id: null,
  });
  expect(item.data.map(({ data, data_value }) => `${data} ${data_value}`)).toEqual([
    'span.kind "server"',
    'neg -5',
    'd 1.25',
    'b false',
    'bytes <bytes len=3>',
    'arr ["x", 2]',
    'kv {password: ***}',
    'empty ""',
  ]);
});
