import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayWithEndpoint, type Endpoint } from '../../../api/endpoints.ts'
import { Code } from '../../../components/code.tsx'
import { toastDone } from '../../../components/toast.ts'
import { useEndpointChange } from '../use-endpoint-change.ts'
import { InsightSummary } from './insight-summary.tsx'
import { readWords } from './insight-words.ts'

type Props = { projectUuid: string; endpoint: Endpoint; /** Its newest question, as JSON. */ text: string }

/** A question about events in words, and as the JSON that makes the next version of it. */
export function InsightQuery({ projectUuid, endpoint, text: saved }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(saved)
  const { busy, change } = useEndpointChange(projectUuid, endpoint.name)
  const read = readWords(text)
  const mayChange = mayWithEndpoint(endpoint, 'endpoint.update')
  const save = async (): Promise<void> => {
    if ('words' in read && (await change({ insight: read.words }))) toastDone(t('endpoints.saved'))
  }
  return (
    <>
      {'words' in read && <InsightSummary words={read.words} />}
      <Code label={t('endpoints.insight.question')} value={text} {...(mayChange ? { onChange: setText } : {})} minHeight={160} lineNumbers language="yaml" />
      {'wrong' in read && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('endpoints.insight.noJson', { wrong: read.wrong })}
        </Text>
      )}
      {mayChange && (
        <Group gap="sm">
          <Button onClick={() => void save()} loading={busy} disabled={text === saved || 'wrong' in read}>
            {t('endpoints.insight.saveVersion', { number: endpoint.version + 1 })}
          </Button>
          <Text size="xs" c="dimmed">
            {t('endpoints.insight.saveNote', { number: endpoint.version })}
          </Text>
        </Group>
      )}
    </>
  )
}
