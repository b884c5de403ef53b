import type { ServerResponse } from 'node:http';

/** Every answer carries these; pages add their Content-Security-Policy with its nonce themselves. */
export function setSecurityHeaders(response: ServerResponse, secure: boolean): void {
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.setHeader('Referrer-Policy', 'same-origin');
	response.setHeader(
		'Permissions-Policy',
		'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()'
	);
	response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
	response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
	if (secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
}
