# loyaltytui completions for fish: verbs, options, and the names in your book.
# Put this into ~/.config/fish/config.fish:  loyaltytui completions fish | source
# The verbs below take files; everywhere else only what the program offers.
complete -c loyaltytui -f -n "not __fish_seen_subcommand_from import export backup restore"
complete -c loyaltytui -a '(loyaltytui complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
