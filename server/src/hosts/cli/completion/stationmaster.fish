# Completion of stationmaster in fish: stationmaster completion fish | source
function __stationmaster
    set -l typed (commandline -opc)
    set -l current (commandline -ct)
    for line in (stationmaster complete -- $typed[2..-1] ":$current" 2> /dev/null)
        if test "$line" = ":files"
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete -c stationmaster -f -a "(__stationmaster)"
