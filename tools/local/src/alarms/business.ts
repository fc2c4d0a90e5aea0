import { statisticFor } from '@orderflow/ops/stage/statistic';
import type { BusinessFigure } from '@orderflow/ops/stage/types';
import { metricKey } from './definition.ts';
import { readObserved } from './embeddedMetrics.ts';
import type { Samples } from './samples.ts';

/** Namespace of the business metrics. Metrics in AWS namespaces are for alarms only. */
const NAMESPACE = 'Orderflow';
const HOUR_MS = 60 * 60_000;

/** The metrics that functions of a local copy, and the processes that play AWS, write into their logs. */
export class Business {
  readonly #samples: Samples;
  readonly #known = new Map<string, Pick<BusinessFigure, 'name' | 'by' | 'unit'>>();

  constructor(samples: Samples) {
    this.#samples = samples;
  }

  /** Adds the metric values of a log line. */
  read(line: string): void {
    for (const { namespace, name, unit, dimensions, values } of readObserved(line)) {
      const metric = metricKey(namespace, name, dimensions);
      const { Stage: _, ...others } = dimensions;
      if (namespace === NAMESPACE)
        this.#known.set(metric, { name, by: Object.values(others).join(' '), unit });
      for (const value of values) this.#samples.add(metric, Date.now(), value);
    }
  }

  /** Each metric over the last hour. */
  figures(): BusinessFigure[] {
    return [...this.#known].map(([metric, known]) => {
      const statistic = statisticFor(known.unit);
      const [value = 0] = this.#samples.datapoints(metric, statistic, HOUR_MS, 1, Date.now());
      return { ...known, statistic, value };
    });
  }
}
