# loyaltytui completions for bash: verbs, options, and the names in your book.
# Put this into ~/.bashrc:  eval "$(loyaltytui completions bash)"
_loyaltytui() {
    local each
    COMPREPLY=()
    while IFS= read -r each; do
        # Behind an open quote the name stands as it is; without one its blanks are escaped.
        case ${COMP_WORDS[COMP_CWORD]} in
            \'* | \"*) COMPREPLY+=("$each") ;;
            *) COMPREPLY+=("$(printf '%q' "$each")") ;;
        esac
    done < <(loyaltytui complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _loyaltytui loyaltytui
