import { describe, expect, it } from 'vitest';
import { noBrowser, noEngines, noPostgres, whyNot } from './needs-text.mjs';

const download = `Downloading Chrome for Testing from https://cdn.example
Error: getaddrinfo ENOTFOUND cdn.example
    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:internal/dns/promises:102:17) {
Failed to install browsers`;

describe('what the tests need and cannot get', () => {
	it('is one sentence with what to type, not the trace of a download', () => {
		const found = { hasApt: true, isRoot: false, hasPostgres15: false };
		expect(noBrowser({ why: `could not be downloaded${whyNot(download)}`, ...found })).toBe(
			`The tests need a browser, and Playwright's could not be downloaded (getaddrinfo ENOTFOUND cdn.example): as root, run "apt-get install chromium-headless-shell fonts-noto-cjk postgresql-15", or set CHROMIUM_PATH to a Chromium that is elsewhere.`
		);
		expect(noBrowser({ why: 'x', ...found, hasPostgres15: true })).not.toContain('postgresql');
		expect(noBrowser({ why: 'x', ...found, hasApt: false })).not.toContain('apt-get');
		expect(noBrowser({ why: 'x', ...found, isRoot: true })).toContain('see above');
		expect(noPostgres(found)).toContain('"apt-get install postgresql-15"');
		expect(noPostgres({ ...found, hasApt: false })).not.toContain('apt-get');
		const missing = ['firefox-esr', 'xvfb'];
		expect(noEngines({ missing, hasApt: true })).toBe('as root, run "apt-get install firefox-esr xvfb"');
		expect(noEngines({ missing, hasApt: false })).toContain('firefox-esr, xvfb are not installed');
	});

	it('names the library that a downloaded browser misses', () => {
		const said =
			'chrome: error while loading shared libraries: libnss3.so: cannot open shared object file: No such file';
		expect(whyNot(said)).toBe(' (libnss3.so: cannot open shared object file: No such file)');
		expect(whyNot('')).toBe('');
	});
});
