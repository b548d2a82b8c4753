# Sourced by the scripts: passwords in $folder/secrets.
# shellcheck shell=bash disable=SC2154

random_text()
{
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

# secret NAME: the secret of that name, made when it is first asked for.
secret()
{
    local file="$folder/secrets/$1"
    if [[ ! -s "$file" ]]; then
        random_text >"$file.new"
        mv "$file.new" "$file"
    fi
    cat "$file"
}
