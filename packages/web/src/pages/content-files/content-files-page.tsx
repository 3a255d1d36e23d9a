import { Button, FileButton, Group, Paper, Skeleton, Table, Text, TextInput, UnstyledButton } from '@mantine/core'
import { writeZip } from '@atrium/semantic'
import { IconFileUpload, IconFileZip, IconFiles } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contentFilesQuery, hashboardFiles, type ContentFile } from '../../api/content-files.ts'
import { contentIcons } from '../../components/content-icons.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { NeedsRole } from '../../components/needs-role.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { saveFile } from '../../components/save-file.ts'
import { useFileDrop } from '../../components/use-file-drop.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { CodeDialog } from '../../content-files/code-dialog.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import classes from '../upload/upload.module.css'
import { PushDialog } from './push-dialog.tsx'

/** Charts, dashboards and spaces as files: to take out, and to bring in after a look at what that changes. */
export function ContentFilesPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  useCrumbs([{ label: t('shell.nav.develop'), href: paths.develop(projectUuid) }, { label: t('contentFiles.title') }])
  return (
    <NeedsRole projectUuid={projectUuid} title={t('contentFiles.title')} needs="project.update" least="editor">
      <ContentFiles projectUuid={projectUuid} />
    </NeedsRole>
  )
}

const zipOf = (files: readonly Pick<ContentFile, 'path' | 'text'>[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(writeZip(files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) }))))

function ContentFiles({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const files = useQuery(contentFilesQuery(projectUuid))
  const [chosen, setChosen] = useState<File[]>([])
  const isOver = useFileDrop(setChosen)
  const downloadForHashboard = async (): Promise<void> => {
    try {
      saveFile('hashboard.zip', zipOf(await hashboardFiles(projectUuid)), 'application/zip')
    } catch (error) {
      toastFailed(t('contentFiles.failed'), error)
    }
  }
  return (
    <Page
      title={t('contentFiles.title')}
      description={t('contentFiles.description')}
      actions={
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconFileZip size={16} aria-hidden />}
            disabled={(files.data?.length ?? 0) === 0}
            onClick={() => saveFile('content.zip', zipOf(files.data ?? []), 'application/zip')}
          >
            {t('contentFiles.downloadAll')}
          </Button>
          <Button variant="default" leftSection={<IconFileZip size={16} aria-hidden />} onClick={() => void downloadForHashboard()}>
            {t('contentFiles.downloadHashboard')}
          </Button>
          <FileButton onChange={setChosen} accept=".yml,.yaml,.zip" multiple>
            {(button) => (
              <Button {...button} leftSection={<IconFileUpload size={16} aria-hidden />}>
                {t('contentFiles.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
      }
    >
      <Text size="sm" c="dimmed" mb="md">
        {t('contentFiles.commands')} <code>atrium pull</code>, <code>atrium push --dry-run</code>, <code>atrium push</code>
      </Text>
      <QueryBoundary query={files} failed={t('contentFiles.failed')} skeleton={<Skeleton height={320} />}>
        {(found) =>
          found.length === 0 ? <EmptyState icon={IconFiles} text={t('contentFiles.empty')} /> : <FileTable projectUuid={projectUuid} files={found} />
        }
      </QueryBoundary>
      {isOver && (
        <div className={classes['drop']}>
          <Text fw={600}>{t('contentFiles.drop')}</Text>
        </div>
      )}
      {chosen.length > 0 && <PushDialog projectUuid={projectUuid} chosen={chosen} onClose={() => setChosen([])} />}
    </Page>
  )
}

function FileTable({ projectUuid, files }: { projectUuid: string; files: readonly ContentFile[] }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<ContentFile | null>(null)
  const wanted = search.trim().toLowerCase()
  const shown = files.filter(({ path, name }) => `${path} ${name}`.toLowerCase().includes(wanted))
  return (
    <>
      <TextInput
        mb="sm"
        maw={360}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        placeholder={t('contentFiles.search')}
        aria-label={t('contentFiles.search')}
      />
      <Paper withBorder radius="md" style={{ overflowX: 'auto' }}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('contentFiles.name')}</Table.Th>
              <Table.Th>{t('contentFiles.file')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((file) => (
              <FileRow key={file.path} file={file} onOpen={() => setOpen(file)} />
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('contentFiles.noMatch', { search })}
        </Text>
      )}
      {open !== null && <CodeDialog projectUuid={projectUuid} kind={open.kind} slug={open.slug} name={open.name} mayChange onClose={() => setOpen(null)} />}
    </>
  )
}

function FileRow({ file: { kind, name, path }, onOpen }: { file: ContentFile; onOpen: () => void }) {
  const { t } = useTranslation()
  const Icon = contentIcons[kind]
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton onClick={onOpen} fz="sm" c="var(--mantine-color-anchor)" aria-label={t('contentFiles.codeOf', { name })}>
          <Group gap={8} wrap="nowrap">
            <Icon size={16} />
            {name}
          </Group>
        </UnstyledButton>
      </Table.Td>
      <Table.Td>
        <code>{path}</code>
      </Table.Td>
    </Table.Tr>
  )
}
