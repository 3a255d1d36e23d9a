import { SegmentedControl, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VariableWish } from '../../api/endpoints.ts'
import { eventModelsQuery } from '../../api/event-models.ts'
import { Code } from '../../components/code.tsx'
import { EndpointForm } from './endpoint-form.tsx'
import { InsightEditor } from './insight/insight-editor.tsx'
import { newInsight } from './insight/insight-form.ts'
import type { InsightWords } from './insight/insight-words.ts'
import { VariableFields } from './variable-fields.tsx'
import { wishesFor } from './variable-wishes.ts'

type Props = { projectUuid: string; /** SQL to begin with. */ sql?: string; onMade: (name: string) => void; onClose: () => void }

/** Saves SQL or a question about events as an endpoint. */
export function EndpointDialog({ projectUuid, sql: given = '', onMade, onClose }: Props) {
  const { t } = useTranslation()
  const [sql, setSql] = useState(given)
  const [said, setSaid] = useState<Readonly<Record<string, VariableWish>>>({})
  const wishes = wishesFor(sql, said)
  const models = useQuery({ ...eventModelsQuery(projectUuid), enabled: given === '' }).data ?? []
  const [written, setWritten] = useState<InsightWords | null>(null)
  const [isReadable, setIsReadable] = useState(true)
  const words = written ?? newInsight(models.length === 1 ? undefined : models[0]?.name)
  const [asks, setAsks] = useState<'sql' | 'insight'>('sql')
  const bySql = sql.trim() === '' ? null : { kind: 'sql' as const, sql, variables: wishes }
  const byEvents = isReadable ? { kind: 'insight' as const, words } : null
  return (
    <EndpointForm {...{ projectUuid, onMade, onClose }} query={asks === 'sql' ? bySql : byEvents} size={asks === 'sql' ? 'lg' : 'xl'}>
      {models.length > 0 && (
        <SegmentedControl
          aria-label={t('insightForm.askedBy')}
          value={asks}
          onChange={(way) => setAsks(way === 'insight' ? 'insight' : 'sql')}
          data={[
            { value: 'sql', label: t('insightForm.bySql') },
            { value: 'insight', label: t('insightForm.byEvents') },
          ]}
          style={{ alignSelf: 'flex-start' }}
        />
      )}
      {asks === 'insight' ? (
        <InsightEditor {...{ projectUuid, words }} onChange={setWritten} onReadable={setIsReadable} />
      ) : (
        <>
          <div>
            <Text size="sm" fw={500} mb={4}>
              {t('endpoints.sql')}
            </Text>
            <Code label={t('endpoints.sql')} value={sql} onChange={setSql} minHeight={140} lineNumbers />
          </div>
          <VariableFields wishes={wishes} onChange={(wish) => setSaid({ ...said, [wish.name]: wish })} />
        </>
      )}
    </EndpointForm>
  )
}
