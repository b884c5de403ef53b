/**
 * The only module that touches ECharts. It is reached by `import()` alone, so its chunk (some 170 kB gzip)
 * is fetched when somebody opens a chart and never with the board.
 */
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, TooltipComponent, MarkLineComponent, AriaComponent, SVGRenderer]);

/** What `setOption` takes. */
export type EChartsOption = Parameters<EChartsType['setOption']>[0];

export { init, type EChartsType };
