import { exitCode, usageError } from '../cli-error.ts'
import type { Command, OptionSpec } from '../command.ts'
import { globalOptions } from '../global-options.ts'

const shells = ['bash', 'zsh', 'fish'] as const

/** The command that prints completions of these commands, of which it is one. */
export const completionOf = (commands: () => readonly Command[]): Command => ({
  words: ['completion'],
  about: 'print what a shell needs to complete commands and options',
  args: '<bash|zsh|fish>',
  takes: [1, 1],
  examples: [
    'atrium completion bash > ~/.local/share/bash-completion/completions/atrium',
    'atrium completion zsh > ~/.zfunc/_atrium',
    'atrium completion fish > ~/.config/fish/completions/atrium.fish',
  ],
  async run({ args, terminal }) {
    const shell = shells.find((one) => one === args[0])
    if (shell === undefined) throw usageError(`"${args[0]}" is no shell that is known here.`, `Choose one of ${shells.join(', ')}.`)
    for (const line of scripts[shell](commands())) terminal.out(line)
    return exitCode.ok
  },
})

type Named = [name: string, option: OptionSpec]
const optionsOf = ({ options = {} }: Command): Named[] => [...Object.entries(options), ...Object.entries(globalOptions)]
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** What may stand at a place: after no word, or after the first of several. */
function wordsAfter(commands: readonly Command[]): Map<string, string[]> {
  const after = new Map<string, string[]>([['', []]])
  for (const { words } of commands) {
    const [first = '', second] = words
    if (after.get('')?.includes(first) === false) after.get('')?.push(first)
    if (second !== undefined) after.set(first, [...(after.get(first) ?? []), second])
  }
  return after
}

const scripts: Readonly<Record<(typeof shells)[number], (commands: readonly Command[]) => string[]>> = {
  bash: (commands) => [
    '_atrium() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}"',
    '  local words="" word',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do [[ $word == -* ]] || words+="${words:+ }$word"; done',
    '  local choices=""',
    '  if [[ $current == -* ]]; then',
    '    case "$words" in',
    ...commands.map(
      (command) =>
        `      ${quoted(command.words.join(' '))}*) choices=${quoted(
          optionsOf(command)
            .map(([name]) => `--${name}`)
            .join(' '),
        )} ;;`,
    ),
    '    esac',
    '  else',
    '    case "$words" in',
    ...[...wordsAfter(commands)].map(([before, next]) => `      ${quoted(before)}) choices=${quoted(next.join(' '))} ;;`),
    '    esac',
    '  fi',
    '  COMPREPLY=($(compgen -W "$choices" -- "$current"))',
    '}',
    'complete -o default -F _atrium atrium',
  ],
  zsh: (commands) => [
    '#compdef atrium',
    '_atrium() {',
    '  local words_before="${(j: :)${(@)words[2,CURRENT-1]:#-*}}"',
    '  local -a choices',
    '  if [[ $PREFIX == -* ]]; then',
    '    case "$words_before" in',
    ...commands.map(
      (command) =>
        `      ${quoted(command.words.join(' '))}*) choices=(${optionsOf(command)
          .map(([name, { about }]) => quoted(`--${name}:${about}`))
          .join(' ')}) ;;`,
    ),
    '    esac',
    '  else',
    '    case "$words_before" in',
    ...[...wordsAfter(commands)].map(
      ([before, next]) => `      ${quoted(before)}) choices=(${next.map((word) => quoted(`${word}:${aboutOf(commands, before, word)}`)).join(' ')}) ;;`,
    ),
    '    esac',
    '  fi',
    "  if (( $#choices )); then _describe 'atrium' choices; else _files; fi",
    '}',
    'compdef _atrium atrium',
  ],
  fish: (commands) => [
    ...[...wordsAfter(commands)].flatMap(([before, next]) =>
      next.map((word) => {
        const condition =
          before === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${before}; and not __fish_seen_subcommand_from ${next.join(' ')}`
        return `complete -c atrium -f -n ${quoted(condition)} -a ${word} -d ${quoted(aboutOf(commands, before, word))}`
      }),
    ),
    ...commands.flatMap((command) =>
      optionsOf(command).map(([name, { about, type, short }]) => {
        const condition = command.words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ')
        return `complete -c atrium -n ${quoted(condition)} -l ${name}${short === undefined ? '' : ` -s ${short}`}${type === 'string' ? ' -r' : ''} -d ${quoted(about)}`
      }),
    ),
  ],
}

function aboutOf(commands: readonly Command[], before: string, word: string): string {
  const wanted = before === '' ? word : `${before} ${word}`
  const command = commands.find(({ words }) => words.join(' ') === wanted)
  return command?.about ?? commands.flatMap(({ words }) => (words[0] === word ? [words.slice(1).join(' ')] : [])).join(', ')
}
