import type { ServerResponse } from 'node:http';

/** For files of the build, which are no page of their own: what only pages heed would travel for nothing. */
export function setFileHeaders(response: ServerResponse): void {
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}

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
