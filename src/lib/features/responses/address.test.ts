import { describe, expect, it } from 'vitest';
import { readAddress, withFilters, writeAddress } from './address.ts';

const ID = '0192aaaa-0000-7000-8000-000000000001';
const read = (search: string) => readAddress(new URLSearchParams(search));

describe('the address of the responses page', () => {
	it('says every filter, and comes back as it was', () => {
		const search = `?touchpointId=${ID}&surveyId=${ID}&from=2026-01-01&to=2026-01-31&place=%E5%BE%90%E5%AE%B6%E6%B1%87&language=zh-CN&version=3&metric=nps&score=0-6&mark=left-out&tag=queue&words=yes&text=%E6%8E%92%E9%98%9F&open=${ID}`;
		const address = read(search);
		expect(address.filters).toMatchObject({ place: '徐家汇', score: '0-6', mark: 'left-out', text: '排队' });
		expect(address.open).toBe(ID);
		expect(read(writeAddress(address))).toEqual(address);
	});
	it('passes over what is no filter or cannot be one', () => {
		expect(read('?score=high&mark=odd&from=2026-02-31&x=1&open=1')).toEqual({ filters: {}, open: null });
	});
	it('another survey has other versions', () => {
		const filters = read(`?surveyId=${ID}&version=3&tag=a`).filters;
		expect(withFilters(filters, { surveyId: null })).toEqual({ tag: 'a' });
		expect(withFilters(filters, { tag: null })).toEqual({ surveyId: ID, version: '3' });
	});
});
