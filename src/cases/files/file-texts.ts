import type { T } from '../../lib/i18n.ts'
import type { CaseFileRow } from './case-file.ts'

/** 照片, and where it is not kept what became of it. */
export function fileInWords(t: T, { kind, state, reason }: CaseFileRow): string {
  const what = t(`case-file-${kind}`)
  if (state === 'kept') return what
  return t(state === 'refused' ? `case-file-refused-${reason ?? 'failed'}` : `case-file-${state}`, { what })
}
