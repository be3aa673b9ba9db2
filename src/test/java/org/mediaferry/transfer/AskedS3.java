package org.mediaferry.transfer;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A store that remembers what it was asked and answers what it was told. */
final class AskedS3 implements S3Client {

    private final List<GetObjectRequest> gets = new ArrayList<>();
    private final List<PutObjectRequest> puts = new ArrayList<>();
    private final List<HeadObjectRequest> heads = new ArrayList<>();
    private PutObjectResponse answerToPut = PutObjectResponse.builder().build();
    private long lengthThere;

    AskedS3 answeringPutWith(PutObjectResponse answer) {
        answerToPut = answer;
        return this;
    }

    AskedS3 holding(long length) {
        lengthThere = length;
        return this;
    }

    List<GetObjectRequest> gets() {
        return gets;
    }

    List<PutObjectRequest> puts() {
        return puts;
    }

    List<HeadObjectRequest> heads() {
        return heads;
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        gets.add(request);
        return null;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        puts.add(request);
        return answerToPut;
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        heads.add(request);
        return HeadObjectResponse.builder().contentLength(lengthThere).build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}
}
