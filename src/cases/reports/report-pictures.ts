import type { T } from '../../lib/i18n.ts'
import type { BarChart } from '../../pictures/bar-chart.ts'
import { type ReportView, reportTitle, unitInWords } from './case-report-texts.ts'

export const pictureKinds = ['week', 'unit'] as const
export type PictureKind = (typeof pictureKinds)[number]

/** A picture holds so many bars. */
const most = 60

/** What was received, and how much of that is closed, as bars. */
export function reportChart(t: T, view: ReportView, by: PictureKind): BarChart {
  const { unit, report } = view
  const bars =
    by === 'week'
      ? report.weeks.map(({ label, received, closed }) => ({ label, values: [received, closed] }))
      : report.units
          // A Party branch has cases of its own only now and then.
          .filter((one) => one.unit.kind !== 'branch' || one.received > 0)
          .map(({ unit: one, received, closed }) => ({
            label: unitInWords(t, one, unit),
            values: [received, closed],
          }))
  return {
    title: `${reportTitle(t, view)} · ${t(`case-report-title-${by}`)}`,
    series: [t('case-report-series-received'), t('case-report-series-closed')],
    bars: bars.slice(0, most),
    stand: by === 'week' ? 'upright' : 'lying',
    nothing: t('case-report-none'),
  }
}
