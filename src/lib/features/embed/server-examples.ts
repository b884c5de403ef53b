/** How a website's server proves who is there, by what it is written in; the same stands in docs/embed.md. */
export const serverExamples: Readonly<Record<'Node' | 'PHP' | 'Python', string>> = {
	Node: `import { createHmac } from 'node:crypto';

export function proofOf(customerId) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: customerId, exp: Math.floor(Date.now() / 1000) + 3600 };
  const text = part({ alg: 'HS256', typ: 'JWT' }) + '.' + part(claims);
  return text + '.' + createHmac('sha256', process.env.WAYFELT_SECRET).update(text).digest('base64url');
}`,
	PHP: `function proof_of(string $customerId): string {
	$part = fn(string $bytes) => rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
	$claims = ['sub' => $customerId, 'exp' => time() + 3600];
	$text = $part(json_encode(['alg' => 'HS256', 'typ' => 'JWT'])) . '.' . $part(json_encode($claims));
	return $text . '.' . $part(hash_hmac('sha256', $text, getenv('WAYFELT_SECRET'), true));
}`,
	Python: `import base64, hashlib, hmac, json, os, time

def proof_of(customer_id):
    part = lambda data: base64.urlsafe_b64encode(data).rstrip(b'=')
    claims = {'sub': customer_id, 'exp': int(time.time()) + 3600}
    text = part(json.dumps({'alg': 'HS256', 'typ': 'JWT'}).encode()) + b'.' + part(json.dumps(claims).encode())
    return (text + b'.' + part(hmac.new(os.environ['WAYFELT_SECRET'].encode(), text, hashlib.sha256).digest())).decode()`
};
