export const exportFormats = ['xlsx', 'csv', 'gift', 'aiken'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** How a file of each begins its life: `.txt` is what Moodle takes Aiken from. */
export const endings: Record<ExportFormat, { ending: string; mime: string }> = {
  xlsx: { ending: 'xlsx', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { ending: 'csv', mime: 'text/csv' },
  gift: { ending: 'gift', mime: 'text/plain' },
  aiken: { ending: 'txt', mime: 'text/plain' },
}

/** The format that the name of a file asks for. */
export const formatOf = (fileName: string): ExportFormat | undefined =>
  exportFormats.find((format) => fileName.toLowerCase().endsWith(`.${endings[format].ending}`))
