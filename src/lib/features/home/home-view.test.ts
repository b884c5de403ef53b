import { expect, it } from 'vitest';
import { matching } from './home-view.ts';

const journeys = [{ title: 'Airline trip' }, { title: 'Store + online order' }, { title: '门店购物 + 线上下单' }];

it.each([
	['', 3],
	['  ', 3],
	['AIR', 1],
	['order store', 1],
	['门店', 1],
	['nothing', 0]
])('%j finds %i', (query, count) => {
	expect(matching(journeys, query)).toHaveLength(count);
});
