#compdef loyaltytui
# loyaltytui completions for zsh: verbs, options, and the names in your book.
# Put this into ~/.zshrc, behind compinit:  eval "$(loyaltytui completions zsh)"
_loyaltytui() {
    local -a found
    found=("${(@f)$(loyaltytui complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    found=("${(@)found:#}")  # an empty answer is no answer
    if (( $#found )); then compadd -U -a found; else _files; fi
}
compdef _loyaltytui loyaltytui
