import { kindLabel, type ViewerCell } from '@atrium/documents'

/** What a cell of an app is called: its title, or what it is. */
export const appCellLabel = ({ title, kind }: ViewerCell, locale: string): string => title ?? kindLabel(kind, locale)
