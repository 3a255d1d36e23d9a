import { sqlChartChanges, type SqlChartDocument } from '@atrium/documents'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Difference } from '../../components/difference/difference.tsx'
import { SideBySide } from '../../components/difference/side-by-side.tsx'
import { sqlChartChangeText } from './sql-chart-change-text.ts'
import { SqlStateView } from './sql-state-view.tsx'

const height = 260

type Props = {
  projectUuid: string
  before: SqlChartDocument
  after: SqlChartDocument
  /** How both look, for those who may run what is saved and not any SQL. */
  looks?: { before: ReactNode; after: ReactNode }
}

/** Two states of a SQL chart: what changed in words, both drawn with today's data, and their SQL line by line. */
export function SqlChartDifference({ projectUuid, before, after, looks }: Props) {
  const { t } = useTranslation()
  return (
    <Difference
      before={documentOf(before)}
      after={documentOf(after)}
      changes={sqlChartChanges(before, after).map((change) => sqlChartChangeText(change, t))}
      // That SQL changed says nothing yet: its lines do.
      startWith={before.sql === after.sql ? 'words' : 'code'}
      look={
        <SideBySide
          before={looks?.before ?? <SqlStateView projectUuid={projectUuid} document={before} height={height} />}
          after={looks?.after ?? <SqlStateView projectUuid={projectUuid} document={after} height={height} />}
        />
      }
    />
  )
}

/** The content alone: what is around a chart is no part of a version. */
const documentOf = ({ sql, limit, config }: SqlChartDocument): object => ({ sql, limit, config })
