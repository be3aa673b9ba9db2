# Sourced by the rclone-* tools: two remotes, source: and destination:, from the environment alone.
unset AWS_CA_BUNDLE  # rclone 1.60 ends on it
export RCLONE_CONFIG=/dev/null
case $BENCH_ENDPOINT in https:*) export RCLONE_NO_CHECK_CERTIFICATE=true ;; esac
for remote in SOURCE DESTINATION; do
  for option in TYPE=s3 PROVIDER=Other ENDPOINT="$BENCH_ENDPOINT" ACCESS_KEY_ID=bench SECRET_ACCESS_KEY=bench-secret \
    REGION=us-east-1 FORCE_PATH_STYLE=true LIST_VERSION=2; do
    export "RCLONE_CONFIG_${remote}_$option"
  done
done

copy() {
  exec rclone copy source:source destination:destination --transfers "$BENCH_IN_FLIGHT" --checkers "$BENCH_IN_FLIGHT" \
    --s3-no-check-bucket --s3-no-head --s3-disable-checksum --retries 1 --low-level-retries 3 --stats 0 -q "$@"
}
