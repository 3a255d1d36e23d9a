import { Alert, Anchor, Code, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RenamePlan as Plan } from '../../../api/validation.ts'
import { LinkTo } from '../../../components/link-to.tsx'
import { paths } from '../../../shell/paths.ts'

const mostContent = 20
const mostDifferences = 6

/** What a rename changes, thing by thing, and what it leaves. */
export function RenamePlan({ projectUuid, plan }: { projectUuid: string; plan: Plan }) {
  const { t } = useTranslation()
  const { changes, drafts, notTheirs, hidden } = plan
  return (
    <div role="group" aria-label={t('renameContent.changes', { count: changes.length })}>
      <Text size="sm" fw={550} mb={4}>
        {changes.length === 0 && drafts.length === 0 ? t('renameContent.nothing') : t('renameContent.changes', { count: changes.length })}
      </Text>
      <List size="sm" spacing={6} listStyleType="none" style={{ maxHeight: 280, overflowY: 'auto' }}>
        {changes.slice(0, mostContent).map(({ uuid, kind, name, spaceName, differenceCount, differences, isStillBroken }) => (
          <List.Item key={uuid}>
            <details>
              <summary>
                <Anchor
                  component={LinkTo}
                  href={kind === 'chart' ? paths.chart(projectUuid, uuid) : paths.dashboard(projectUuid, uuid)}
                  target="_blank"
                  size="sm"
                >
                  {name}
                </Anchor>{' '}
                <Text span size="xs" c="dimmed">
                  {spaceName} · {t('renameContent.differences', { count: differenceCount })}
                  {isStillBroken && ` · ${t('renameContent.stillBroken')}`}
                </Text>
              </summary>
              {differences.slice(0, mostDifferences).map(({ path, before, after }) => (
                <Text key={path} size="xs" c="dimmed" pl="md" style={{ overflowWrap: 'anywhere' }}>
                  {path}: <Code>{shown(before)}</Code> → <Code>{shown(after)}</Code>
                </Text>
              ))}
              {differenceCount > mostDifferences && (
                <Text size="xs" c="dimmed" pl="md">
                  {t('findings.more', { count: differenceCount - mostDifferences })}
                </Text>
              )}
            </details>
          </List.Item>
        ))}
      </List>
      {changes.length > mostContent && (
        <Text size="xs" c="dimmed">
          {t('findings.more', { count: changes.length - mostContent })}
        </Text>
      )}
      {drafts.length > 0 && (
        <Text size="sm" mt="xs">
          {t('renameContent.drafts', { count: drafts.length, names: drafts.map(({ name }) => name).join(', ') })}
        </Text>
      )}
      {drafts.some(({ losesSteps }) => losesSteps) && (
        <Text size="sm" c="dimmed">
          {t('renameContent.losesSteps', { names: drafts.flatMap(({ name, losesSteps }) => (losesSteps ? [name] : [])).join(', ') })}
        </Text>
      )}
      {(notTheirs.length > 0 || hidden > 0) && (
        <Alert color="orange" variant="light" mt="sm">
          {notTheirs.length > 0 && (
            <Text size="sm">{t('renameContent.notTheirs', { count: notTheirs.length, names: notTheirs.map(({ name }) => name).join(', ') })}</Text>
          )}
          {hidden > 0 && <Text size="sm">{t('renameContent.hidden', { count: hidden })}</Text>}
        </Alert>
      )}
    </div>
  )
}

const longest = 80

/** A value of a document in a few letters; absent is nothing. */
function shown(value: unknown): string {
  const text = value === undefined ? '∅' : typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
