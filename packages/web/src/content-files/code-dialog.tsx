import { Anchor, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import type { ContentKind } from '@atrium/documents'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contentFilesQuery, type ContentFile } from '../api/content-files.ts'
import { Code } from '../components/code.tsx'
import { copyText } from '../components/copy-text.ts'
import { ErrorPanel } from '../components/error-panel.tsx'
import { LinkTo } from '../components/link-to.tsx'
import { QueryBoundary } from '../components/query-boundary.tsx'
import { saveFile } from '../components/save-file.ts'
import { toastDone } from '../components/toast.ts'
import { useMay } from '../components/use-may.ts'
import { paths } from '../shell/paths.ts'
import { PushPlan } from './push-plan.tsx'
import { usePush } from './use-push.ts'

type Props = {
  projectUuid: string
  kind: ContentKind
  slug: string
  name: string
  /** Whether who looks may change it. */ mayChange: boolean
  onClose: () => void
}

/** A chart, dashboard or space as the text of a file: to copy, to download, and to change after a look at what that does. */
export function CodeDialog({ projectUuid, kind, slug, name, mayChange, onClose }: Props) {
  const { t } = useTranslation()
  const files = useQuery(contentFilesQuery(projectUuid, { kind, slug }))
  return (
    <Modal opened onClose={onClose} size="xl" title={t('contentFiles.codeOf', { name })}>
      <QueryBoundary query={files} failed={t('contentFiles.failed')} skeleton={<Skeleton height={320} />}>
        {([file]) =>
          file === undefined ? (
            <Text size="sm">{t('contentFiles.gone')}</Text>
          ) : (
            <FileCode key={file.text} projectUuid={projectUuid} file={file} mayChange={mayChange} onClose={onClose} />
          )
        }
      </QueryBoundary>
    </Modal>
  )
}

type FileProps = { projectUuid: string; file: ContentFile; mayChange: boolean; onClose: () => void }

function FileCode({ projectUuid, file, mayChange, onClose }: FileProps) {
  const { t } = useTranslation()
  const mayPush = useMay(projectUuid, 'project.update')
  const [text, setText] = useState(file.text)
  const push = usePush(projectUuid)
  const { plan } = push
  const pushed = [{ path: file.path, text }]
  const canApply = plan !== null && plan.problems.length === 0 && plan.changes.some(({ action }) => action !== 'unchanged')
  const change = (next: string): void => {
    setText(next)
    push.forget()
  }
  const apply = async (): Promise<void> => {
    if (!(await push.apply(pushed, false))) return
    toastDone(t('contentFiles.applied', { count: 1 }))
    onClose()
  }
  return (
    <Stack gap="sm">
      <Code
        label={t('contentFiles.code')}
        value={text}
        {...(mayChange ? { onChange: change } : {})}
        language="yaml"
        lineNumbers
        maxHeight={440}
        marks={(plan?.problems ?? []).map(({ line, message }) => ({ line, message, isError: true }))}
      />
      {plan !== null && <PushPlan plan={plan} />}
      {push.failure !== null && <ErrorPanel title={t('contentFiles.notApplied')} error={push.failure} />}
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => void copyText(text).then((worked) => worked && toastDone(t('contentFiles.copied')))}>
            {t('contentFiles.copy')}
          </Button>
          <Button size="xs" variant="default" onClick={() => saveFile(`${file.slug}.yml`, text, 'application/yaml')}>
            {t('contentFiles.download')}
          </Button>
          {mayPush && (
            <Anchor size="sm" component={LinkTo} href={paths.contentFiles(projectUuid)}>
              {t('contentFiles.all')}
            </Anchor>
          )}
        </Group>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('promotion.close')}
          </Button>
          {mayChange && !canApply && (
            <Button loading={push.isBusy} disabled={text === file.text || plan !== null} onClick={() => void push.check(pushed, false)}>
              {t('contentFiles.check')}
            </Button>
          )}
          {mayChange && canApply && (
            <Button loading={push.isBusy} onClick={() => void apply()}>
              {t('contentFiles.apply', { count: plan.changes.filter(({ action }) => action !== 'unchanged').length })}
            </Button>
          )}
        </Group>
      </Group>
    </Stack>
  )
}
