import { describe, expect, it } from 'vitest';
import { hmacSha256, signature } from '../../../../server/alerts/delivery/sign.ts';

/** RFC 4231, section 4. */
const vectors: readonly [name: string, key: Buffer, data: string | Buffer, digest: string][] = [
  ['4.2', Buffer.alloc(20, 0x0b), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  [
    '4.3',
    Buffer.from('Jefe'),
    'what do ya want for nothing?',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    '4.4',
    Buffer.alloc(20, 0xaa),
    Buffer.alloc(50, 0xdd),
    '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
  ],
  [
    '4.7',
    Buffer.alloc(131, 0xaa),
    'Test Using Larger Than Block-Size Key - Hash Key First',
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
];

describe('a signature', () => {
  it.each(vectors)('is HMAC-SHA256 as in RFC 4231, %s', (_, key, data, digest) => {
    expect(hmacSha256(key, data).toString('hex')).toBe(digest);
  });

  it('is the one of Standard Webhooks', () => {
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
    expect(signature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', signed)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('differs with secret, id, time and body', () => {
    const signed = { id: 'a', timestamp: 1, body: '{}' };
    const of = (secret: string, more: object = {}) => signature(secret, { ...signed, ...more })['webhook-signature'];
    const all = [of('one'), of('two'), of('one', { id: 'b' }), of('one', { timestamp: 2 }), of('one', { body: '[]' })];
    expect(new Set(all).size).toBe(5);
    expect(of('one')).toBe(of('one'));
  });
});
